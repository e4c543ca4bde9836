import { expect, test } from 'vitest'
import { defineProvider } from './defineProvider.ts'
import { createScriptedProvider } from './scriptedProvider.fixture.ts'

test('a provider is kept as it is, and cannot be changed any more', () => {
  const provider = createScriptedProvider({ methods: ['card', '*'] })
  const defined = defineProvider(provider)
  expect(defined).toEqual(provider)
  expect(Object.isFrozen(defined)).toBe(true)
})

test.each<[string, string, string[]]>([
  ['an id that is no code', 'my provider', ['card']],
  ['no id', '', ['card']],
  ['nothing that it draws', 'scripted', []],
  ['a method that is no code', 'scripted', ['card', 'a/b']],
  ['a method of 65 characters', 'scripted', ['m'.repeat(65)]],
])('it is refused with %s, by a message that names it', (_, id, methods) => {
  const define = () => defineProvider(createScriptedProvider({ id, methods }))
  expect(define).toThrow(TypeError)
  expect(define).toThrow(`defineProvider: "${id}" draws [${methods}]`)
})
