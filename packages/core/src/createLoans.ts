/** What a page lends to something that is not there yet: it is handed over when it comes. */
export interface Loans<Borrower> {
  /** @returns what takes it back. */
  lend(hand: (borrower: Borrower) => () => void): () => void
  handOver(borrower: Borrower): void
}

/** Makes the loans. */
export function createLoans<Borrower>(): Loans<Borrower> {
  const loans = new Set<(borrower: Borrower) => void>()
  let known: Borrower | undefined
  return {
    lend(hand) {
      let takeBack: (() => void) | undefined
      const own = (borrower: Borrower): void => {
        takeBack = hand(borrower)
      }
      loans.add(own)
      if (known) own(known)
      return () => {
        loans.delete(own)
        takeBack?.()
      }
    },
    handOver(borrower) {
      known = borrower
      for (const own of loans) own(borrower)
    },
  }
}
