import { currencyExponent, moneyFromMajor, percentageOf } from '@payloom/core/contract'
import * as v from 'valibot'
import type { Configuration } from './Configuration.ts'
import { ConfigurationError } from './ConfigurationError.ts'

const everything = '*'
const codeSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be a code of letters, digits, _ and -'),
)
const currencySchema = v.pipe(
  v.string(),
  v.check(
    (code) => code === everything || currencyExponent(code) !== undefined,
    'must be an ISO 4217 code or "*"',
  ),
)
const countriesSchema = v.array(
  v.pipe(v.string(), v.regex(/^(?:\*|[A-Z]{2})$/, 'must be an ISO 3166 code or "*"')),
)
const anywhere = v.optional(countriesSchema, [everything])
const anyCurrency = v.optional(v.array(currencySchema), [everything])
const textSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const misfit =
  'must be an amount of its currency, with no more decimals than that has (for "*": a whole number)'

const surchargeSchema = v.strictObject({
  countries: anywhere,
  percentage: v.exactOptional(
    v.pipe(v.number(), v.check(isPercentage, 'must be a plain percentage such as 1.5')),
  ),
  fixed: v.exactOptional(
    v.array(
      v.pipe(
        v.strictObject({ currency: currencySchema, amount: v.number() }),
        v.check(({ currency, amount }) => isAmount(currency, amount), misfit),
      ),
    ),
  ),
})
const amountRuleSchema = v.pipe(
  v.strictObject({
    currency: currencySchema,
    min: v.exactOptional(v.number()),
    max: v.exactOptional(v.number()),
  }),
  v.check(({ currency, min = 0, max = 0 }) => isAmount(currency, min) && isAmount(currency, max), misfit),
)
const methodSchema = v.strictObject({
  methodId: codeSchema,
  enabled: v.optional(v.boolean(), true),
  config: v.strictObject({
    title: textSchema,
    description: v.exactOptional(textSchema),
    icon: v.exactOptional(textSchema),
    currencies: anyCurrency,
    countries: anywhere,
    sortOrder: v.optional(v.array(v.strictObject({ countries: anywhere, sortOrder: v.number() })), []),
    surcharge: v.optional(v.array(surchargeSchema), []),
    minMaxAmounts: v.optional(v.array(amountRuleSchema), []),
    details: v.exactOptional(v.unknown()),
  }),
})
const providerSchema = v.strictObject({
  providerId: codeSchema,
  enabled: v.optional(v.boolean(), true),
  countries: anywhere,
  currencies: anyCurrency,
  methods: v.pipe(
    v.array(methodSchema),
    v.check((methods) => isUnique(methods.map(({ methodId }) => methodId)), 'names a method twice'),
  ),
})
const configurationSchema: v.GenericSchema<unknown, Configuration> = v.strictObject({
  providers: v.pipe(
    v.array(providerSchema),
    v.check((providers) => isUnique(providers.map(({ providerId }) => providerId)), 'names a provider twice'),
  ),
})

/**
 * Reads the documented JSON. Names that it does not know are refused: they are typing errors.
 *
 * @throws ConfigurationError that names every place that has to be mended.
 */
export function parseConfiguration(json: unknown): Configuration {
  const result = v.safeParse(configurationSchema, json)
  if (result.success) return result.output
  const places = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`)
  throw new ConfigurationError(`createOrchestrator: mend the configuration. ${places.join('; ')}.`)
}

/** An amount for every currency has to fit those without decimals too. */
function isAmount(currency: string, amount: number): boolean {
  try {
    return amount >= 0 && moneyFromMajor(amount, currency === everything ? 'JPY' : currency).value >= 0
  } catch {
    return false
  }
}

function isPercentage(percentage: number): boolean {
  try {
    return percentageOf({ value: 0, currency: 'EUR' }, String(percentage)).value === 0
  } catch {
    return false
  }
}

function isUnique(codes: readonly string[]): boolean {
  return new Set(codes).size === codes.length
}
