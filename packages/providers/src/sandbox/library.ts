import type { Money } from '@payloom/core/contract'

/** An error as the company's browser library answers it. */
export interface SandboxError {
  code: string
  field?: string | undefined
}

/** What the company's card form says after every change. */
export interface SandboxFieldsChange {
  complete: boolean
  empty: boolean
  brand?: string | undefined
  fields: Record<'number' | 'expiry' | 'cvc', { valid: boolean; empty: boolean }>
}

/** The company's card form in its own frame. */
export interface SandboxFields {
  mount(element: HTMLElement): Promise<void>
  unmount(): void
  update(patch: { amount?: Money; locale?: string }): void
  on(event: 'change', listener: (change: SandboxFieldsChange) => void): () => void
  focus(field?: string): void
  createToken(): Promise<
    { token: { id: string; brand?: string; last4?: string }; error?: undefined } | { error: SandboxError }
  >
  destroy(): void
}

/** How the company's frames should look. */
export interface SandboxAppearance {
  /** @default 'auto' */
  colorScheme?: 'light' | 'dark' | 'auto'
  accent?: string
  /** The surface that the form lies on. */
  background?: string
}

/** The company's browser library, the global `PayloomSandbox` of its script. */
export interface SandboxLibrary {
  fields(options: { amount: Money; locale: string; appearance?: SandboxAppearance }): SandboxFields
  handleAction(
    action: { id: string; url: string },
    container: HTMLElement,
    options?: { signal?: AbortSignal; locale?: string; appearance?: SandboxAppearance },
  ): Promise<{ result: string; error?: undefined } | { error: SandboxError }>
}

/** Reads the library's global once its script has run. */
export function readSandboxLibrary(): ((publishableKey: string) => SandboxLibrary) | undefined {
  const candidate = Reflect.get(globalThis, 'PayloomSandbox') as unknown
  return typeof candidate === 'function' ? (candidate as (key: string) => SandboxLibrary) : undefined
}
