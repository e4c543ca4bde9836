const everything = '*'

/** Whether a list of codes holds this one, or all. */
export function covers(codes: readonly string[], code: string): boolean {
  return codes.includes(code) || codes.includes(everything)
}

/** The first rule that names the code, else the first for all. */
export function mostSpecific<Rule>(
  rules: readonly Rule[],
  code: string,
  codesOf: (rule: Rule) => readonly string[],
): Rule | undefined {
  return (
    rules.find((rule) => codesOf(rule).includes(code)) ??
    rules.find((rule) => codesOf(rule).includes(everything))
  )
}
