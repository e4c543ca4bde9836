import type { LoadMethodListRequest } from '@payloom/core/contract'
import * as v from 'valibot'
import { ProblemError } from './ProblemError.ts'

const text = (pattern: RegExp): v.GenericSchema<unknown, string> => v.pipe(v.string(), v.regex(pattern))

const querySchema = v.object({
  payment: v.exactOptional(text(/^[A-Za-z0-9._~-]{1,128}$/)),
  wallets: v.exactOptional(
    v.pipe(
      text(/^[A-Za-z0-9_,-]{0,512}$/),
      v.transform((list) => list.split(',').filter((wallet) => wallet !== '')),
    ),
  ),
  locale: v.exactOptional(text(/^[A-Za-z0-9_-]{1,64}$/)),
  country: v.exactOptional(text(/^[A-Z]{2}$/)),
  currency: v.exactOptional(text(/^[A-Z]{3}$/)),
  total: v.exactOptional(v.pipe(text(/^\d{1,15}$/), v.transform(Number))),
  storable: v.exactOptional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((value) => value === 'true'),
    ),
  ),
})

/**
 * The query of `GET /methods`.
 *
 * @throws ProblemError `bad-request` for a value of the wrong form, or one that is given twice.
 */
export function readListQuery(query: URLSearchParams): LoadMethodListRequest {
  for (const name of query.keys()) {
    if (query.getAll(name).length > 1)
      throw new ProblemError('bad-request', { detail: 'A parameter is given twice.' })
  }
  const parsed = v.safeParse(querySchema, Object.fromEntries(query))
  if (parsed.success) return parsed.output
  const names = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole')
  throw new ProblemError('bad-request', { detail: `Wrong in the query: ${names.join(', ').slice(0, 200)}.` })
}
