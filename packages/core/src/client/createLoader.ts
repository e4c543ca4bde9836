import { PaymentError } from '../errors/PaymentError.ts'

/** Loads a file of the page's own once; `name` is the call that needs it. */
export type Loader<T> = (name: string) => Promise<T>

/**
 * Makes a loader around an `import()`. A failure is not kept, so that a later call tries again.
 *
 * @throws PaymentError `provider_unavailable`: nothing was sent.
 */
export function createLoader<T>(load: () => Promise<T>): Loader<T> {
  let loading: Promise<T> | undefined
  return (name) => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined
      throw new PaymentError({
        code: 'provider_unavailable',
        retry: 'same',
        origin: 'page',
        message: `${name}: a file of the page did not load, so nothing was sent. Reload the page; it may have been deployed anew.`,
        cause,
      })
    })
    return loading
  }
}
