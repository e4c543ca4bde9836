'use client'

import { useEffect } from 'react'
import type { CheckoutContextValue } from '../context/CheckoutContext.ts'
import { keepList } from '../context/keepList.ts'

/** Asks for the list, and keeps it fresh as long as it is shown. */
export function useListQuery({ checkout, queries, loadActionHost }: CheckoutContextValue): void {
  useEffect(() => {
    queries.methodList.ask()
    return keepList({ checkout, queries, loadActionHost })
  }, [checkout, queries, loadActionHost])
}
