import type { DatabaseSync } from 'node:sqlite'
import type { Money } from '../money.ts'

/** What a token stands for: a card, the security code of a stored card, or what was chosen in the button's window. */
export type TokenKind = 'card' | 'cvc' | 'sheet'

/** What the shopper said when the card was verified before the order. */
export type Verification = 'approved' | 'refused'

/** What is kept of what was entered: never a number or a code, only what it stands for. */
export interface TokenRow {
  id: string
  kind: TokenKind
  /** Empty for what is no card. */
  brand: string
  /** Empty for what is no card. */
  last4: string
  scenario: string
  /** MM/YY; cards only. */
  expiry?: string
  /** Whether the card wants its CVC again once it is stored. */
  needsCvc: boolean
  /** The amount that the form showed when the token was made. */
  shown?: Money
  verification?: Verification
  /** The payment that took it. A token is taken once. */
  usedBy?: string
  createdAt: number
}

/** What was entered. */
export interface TokenTable {
  insert(row: Omit<TokenRow, 'verification' | 'usedBy'>): void
  find(id: string): TokenRow | undefined
  verify(id: string, verification: Verification): void
  use(id: string, payment: string): void
}

/** Binds the table to its file. */
export function createTokenTable(database: DatabaseSync): TokenTable {
  const insert = database.prepare(
    `INSERT INTO tokens (id, kind, brand, last4, scenario, expiry, needs_cvc, shown_value, shown_currency, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = database.prepare('SELECT * FROM tokens WHERE id = ?')
  const verify = database.prepare('UPDATE tokens SET verification = ? WHERE id = ?')
  const use = database.prepare('UPDATE tokens SET used_by = ? WHERE id = ?')
  return {
    insert({ id, kind, brand, last4, scenario, expiry, needsCvc, shown, createdAt }) {
      insert.run(
        ...[id, kind, brand, last4, scenario, expiry ?? null, needsCvc ? 1 : 0],
        ...[shown?.value ?? null, shown?.currency ?? null, createdAt],
      )
    },
    find(id) {
      const row = find.get(id)
      if (row === undefined) return undefined
      const shown = { value: Number(row.shown_value), currency: String(row.shown_currency) }
      return {
        id: String(row.id),
        kind: String(row.kind) as TokenKind,
        brand: String(row.brand),
        last4: String(row.last4),
        scenario: String(row.scenario),
        ...(row.expiry === null ? {} : { expiry: String(row.expiry) }),
        needsCvc: row.needs_cvc === 1,
        ...(row.shown_value === null ? {} : { shown }),
        ...(row.verification === null ? {} : { verification: String(row.verification) as Verification }),
        ...(row.used_by === null ? {} : { usedBy: String(row.used_by) }),
        createdAt: Number(row.created_at),
      }
    },
    verify(id, verification) {
      verify.run(verification, id)
    },
    use(id, payment) {
      use.run(payment, id)
    },
  }
}
