/** What a checkout did, as typed data: logs, telemetry and devtools are built on it. It never carries card data, tokens or bodies. */
export type CheckoutEvent =
  | { type: 'call'; name: string; durationMs: number; outcome: 'ok' | string }
  | { type: 'transition'; from: string; to: string; event: string; attemptId?: string | undefined }
  | { type: 'illegal-transition'; phase: string; event: string }
  | { type: 'stream'; paymentId: string; state: string; detail?: string | undefined }
  | { type: 'script'; url: string; outcome: 'loaded' | string; durationMs: number }
  /** A callback of the page threw; the checkout went on. */
  | { type: 'listener-error'; error: unknown }
  /** Something went wrong that no state shows; its message names the caller and the cure. */
  | { type: 'error'; error: unknown }
