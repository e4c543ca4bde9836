/** How a URL of a company answers. */
export type NetworkAnswer =
  | { kind: 'serve'; body: string; contentType: string }
  | { kind: 'missing' }
  /** It takes the request and says nothing, until another answer is set. */
  | { kind: 'hang' }
