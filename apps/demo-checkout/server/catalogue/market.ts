/** A country that the shop sends to, with its money. */
export interface Market {
  /** ISO 3166 alpha-2. */
  country: string
  name: string
  currency: string
  /** What sending a parcel costs, in integer minor units. */
  shipping: number
  /** What sending it by express costs more. */
  express: number
}

/** Where the shop sends to; the first is where a new visitor is taken to live. */
export const markets: readonly [Market, ...Market[]] = [
  { country: 'NL', name: 'Netherlands', currency: 'EUR', shipping: 495, express: 500 },
  { country: 'BE', name: 'Belgium', currency: 'EUR', shipping: 595, express: 500 },
  { country: 'DE', name: 'Germany', currency: 'EUR', shipping: 695, express: 500 },
  { country: 'FR', name: 'France', currency: 'EUR', shipping: 795, express: 500 },
  { country: 'US', name: 'United States', currency: 'USD', shipping: 1500, express: 500 },
  { country: 'JP', name: 'Japan', currency: 'JPY', shipping: 2200, express: 500 },
  { country: 'KW', name: 'Kuwait', currency: 'KWD', shipping: 4500, express: 1500 },
]

/** The market of a country, if the shop sends there. */
export function findMarket(country: string): Market | undefined {
  return markets.find((market) => market.country === country)
}
