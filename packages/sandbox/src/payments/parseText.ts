import { ApiError } from '../http/apiError.ts'

/** Reads a short text off the wire, or throws a 422 that names the field. */
export function parseText(value: unknown, field: string, code: string = field): string {
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(value)) {
    throw new ApiError(422, `invalid_${code}`, `${field} must be 1 to 128 visible ASCII characters.`, field)
  }
  return value
}
