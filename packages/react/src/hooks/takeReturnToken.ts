const parameter = /(^|&)payloom=([^&]*)/

/** Reads the token of a return and takes it out of the address bar; the rest of the address stays as it is. */
export function takeReturnToken({
  location,
  history,
}: Pick<Window, 'location' | 'history'>): string | undefined {
  const query = location.search.slice(1)
  const token = parameter.exec(query)?.[2]
  if (token === undefined) return undefined
  const rest = query
    .split('&')
    .filter((pair) => !parameter.test(pair))
    .join('&')
  history.replaceState(history.state, '', `${location.pathname}${rest && `?${rest}`}${location.hash}`)
  return token || undefined
}
