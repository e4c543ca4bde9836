import * as v from 'valibot'

/** `details` of `plain/cash`, `moneyorder` and `invoice`: what the shopper reads after placing the order. */
export interface InstructionDetails {
  instructions: string[]
}

/** `details` of `plain/banktransfer`: where the money is to go. */
export interface BankTransferDetails {
  iban: string
  bic?: string | undefined
  beneficiary: string
}

const textSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(2000))

export const instructionDetailsSchema: v.GenericSchema<unknown, InstructionDetails> = v.strictObject({
  instructions: v.pipe(v.array(textSchema), v.minLength(1), v.maxLength(20)),
})

export const bankTransferDetailsSchema: v.GenericSchema<unknown, BankTransferDetails> = v.strictObject({
  iban: v.pipe(v.string(), v.regex(/^[A-Z]{2}\d\d[A-Z0-9]{10,30}$/, 'must be an IBAN without spaces')),
  bic: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/, 'must be a BIC'))),
  beneficiary: textSchema,
})
