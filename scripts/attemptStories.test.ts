import { readFileSync } from 'node:fs'
import { attemptTransitions } from '@payloom/core'
import { loadCsf } from 'storybook/internal/csf-tools'
import { expect, test } from 'vitest'

const file = new URL('../.storybook/stories/Attempt.stories.tsx', import.meta.url)

/** What Storybook itself finds in the file, by the names of its exports. */
function exportedStories(): string[] {
  const csf = loadCsf(readFileSync(file, 'utf8'), { makeTitle: (title) => title ?? '' }).parse()
  return Object.keys(csf._storyExports)
}

const storyNameOf = (phase: string): string => phase.charAt(0).toUpperCase() + phase.slice(1)

function phasesWithoutStory(table: object): string[] {
  const stories = exportedStories()
  return Object.keys(table).filter((phase) => !stories.includes(storyNameOf(phase)))
}

test('every phase of the attempt machine has a story, and no story is of a phase that is gone', () => {
  expect(exportedStories()).toEqual(Object.keys(attemptTransitions).map(storyNameOf))
})

test('a phase that is new in the table is missed until its story is there', () => {
  expect(phasesWithoutStory(attemptTransitions)).toEqual([])
  expect(phasesWithoutStory({ ...attemptTransitions, parked: {} })).toEqual(['parked'])
})
