const names: ReadonlyMap<string, string> = new Map([
  ['amex', 'American Express'],
  ['bancontact', 'Bancontact'],
  ['cartes_bancaires', 'Cartes Bancaires'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['elo', 'Elo'],
  ['jcb', 'JCB'],
  ['maestro', 'Maestro'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['visa', 'Visa'],
])

/** The name of a card's brand as people know it: a name, the same in every language. A brand that is not known has none. */
export function brandName(brand: string | undefined): string | undefined {
  return brand === undefined ? undefined : names.get(brand.toLowerCase())
}
