/** How hosted fields should look; each provider maps what its company can do. */
export interface Appearance {
  /** @default 'auto' */
  theme?: 'light' | 'dark' | 'auto'
  /** Values of the `--payloom-…` tokens, e.g. `accent` and `surface`, the colour that hosted fields lie on; `light-dark()` works. */
  tokens?: Readonly<Record<string, string>>
}
