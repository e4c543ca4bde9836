import type { Answer } from './sendRequest.ts'

/** Both answers to one question: about somebody's payment, and about one that nobody has. */
export interface AnswerPair {
  foreign: Answer
  unknown: Answer
  /** What each question named, which an answer may repeat. */
  named: { foreign: readonly string[]; unknown: readonly string[] }
  /** What must not be in either. */
  secrets: readonly string[]
  /** `same`: in every byte. `alike`: about two payments of one's own, so by what it has and not by its words. `any`: not comparable. */
  compare: 'same' | 'alike' | 'any'
}

/** What the answers give away; empty when nothing. */
export function judgeAnswers({ foreign, unknown, named, secrets, compare }: AnswerPair): string[] {
  const found = [...leaks(foreign, secrets, named.foreign), ...leaks(unknown, secrets, named.unknown)].map(
    (secret) => `shows ${secret}`,
  )
  if (compare === 'any') return found
  const see = compare === 'same' ? wholeOf : shapeOf
  const [one, other] = [see(foreign, named.foreign), see(unknown, named.unknown)]
  return one === other ? found : [...found, `differs: ${cut(one, other)} instead of ${cut(other, one)}`]
}

function leaks(answer: Answer, secrets: readonly string[], named: readonly string[]): string[] {
  const text = textOf(answer, named)
  return secrets.filter((secret) => text.includes(secret))
}

/** The answer as it is, but for the words of the question. */
function wholeOf(answer: Answer, named: readonly string[]): string {
  return `${answer.status}\n${textOf(answer, named)}`
}

function textOf({ headers, body }: Answer, named: readonly string[]): string {
  let text = `${headers.join('\n')}\n${body}`
  for (const name of named) if (name !== '') text = text.replaceAll(name, '{named}')
  return text
}

const told = new Set(['code', 'status', 'outcome', 'kind', 'provider', 'method', 'reason', 'purpose'])

/** Status, names of headers, and members with the words that are from a closed list. */
function shapeOf({ status, headers, body }: Answer): string {
  const names = headers.map((line) => line.slice(0, line.indexOf(':')))
  const data = /^data:(.*)$/m.exec(body)?.[1] ?? body
  return JSON.stringify([status, names, shapeOfJson(data)])
}

function shapeOfJson(text: string): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) =>
      typeof value === 'string' || typeof value === 'number'
        ? told.has(name)
          ? value
          : typeof value
        : value,
    )
  } catch {
    return text === '' ? '' : 'text'
  }
}

/** What is about the first difference. */
function cut(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return JSON.stringify(one.slice(Math.max(0, at - 30), at + 90))
}
