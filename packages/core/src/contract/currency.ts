/**
 * Minor-unit exponents of the active ISO 4217 codes that are not 2 (list one, 2026).
 * `Intl` is never asked: it answers CLDR's cash digits, which differ for IDR, HUF, IQD and others.
 */
const exponentsOtherThanTwo: Record<string, number> = {
  __proto__: null as never,
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

const codesWithTwo: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW ' +
    'CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF ' +
    'IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK ' +
    'MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP ' +
    'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ' +
    'ZAR ZMW ZWG'
  ).split(' '),
)

/** All currency codes that the table knows. */
export const currencyCodes: readonly string[] = [
  ...codesWithTwo,
  ...Object.keys(exponentsOtherThanTwo),
].sort()

/**
 * How many decimal digits the minor unit of a currency has (EUR 2, JPY 0, KWD 3).
 *
 * @returns `undefined` for a code that ISO 4217 does not list: show the code and the raw value, do no arithmetic.
 */
export function currencyExponent(currency: string): number | undefined {
  return codesWithTwo.has(currency) ? 2 : exponentsOtherThanTwo[currency]
}
