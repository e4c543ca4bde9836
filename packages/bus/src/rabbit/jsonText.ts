/** JSON of what JSON was read of. Not `JSON.stringify` alone: that one calls itself, and a few thousand brackets are too deep for it. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return deepText(value)
  }
}

type Piece = { text: string } | { value: unknown }

function deepText(whole: unknown): string {
  const texts: string[] = []
  const rest: Piece[] = [{ value: whole }]
  for (let piece = rest.pop(); piece; piece = rest.pop()) {
    if ('text' in piece) texts.push(piece.text)
    else if (typeof piece.value !== 'object' || piece.value === null) texts.push(JSON.stringify(piece.value))
    // The last one first: what is pushed last is written next.
    else for (const inner of piecesOf(piece.value).reverse()) rest.push(inner)
  }
  return texts.join('')
}

function piecesOf(value: object): Piece[] {
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const members = Object.entries(value).flatMap(([name, member], index): Piece[] => {
    const comma = index === 0 ? '' : ','
    return [{ text: open === '[' ? comma : `${comma}${JSON.stringify(name)}:` }, { value: member }]
  })
  return [{ text: open }, ...members, { text: close }]
}
