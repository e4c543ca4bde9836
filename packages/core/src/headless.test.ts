import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { json, startShopProxy } from './client/shopProxy.fixture.ts'
import * as core from './index.ts'
import { listedMethod, methodList } from './provider/methodList.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'

const isTest = /\.(?:test|fixture|table|stub)\.tsx?$/
const specifier = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

const readSources = async () => {
  const names = await readdir(import.meta.dirname, { recursive: true })
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !isTest.test(name))
  return Promise.all(
    sources.map(async (name) => ({
      name,
      text: await readFile(path.join(import.meta.dirname, name), 'utf8'),
    })),
  )
}

test('core imports four small libraries and nothing else: no React, no Node', async () => {
  const sources = await readSources()
  expect(sources.length).toBeGreaterThan(80)
  const packages = new Set(
    sources.flatMap(({ text }) => [...text.matchAll(specifier)].map(([, from = '']) => from)),
  )
  expect([...packages].filter((from) => !from.startsWith('.')).sort()).toEqual([
    'eventsource-parser/stream',
    'ky',
    'valibot',
    'zustand/vanilla',
  ])
  expect(sources.filter(({ name }) => name.endsWith('.tsx'))).toEqual([])
})

test('what a list does not need is reached by import() only, so it is in nobody’s first bundle', async () => {
  const sources = new Map((await readSources()).map(({ name, text }) => [name, text]))
  const reached = new Set<string>(['createCheckout.ts'])
  const statically = /^(?:import|export) (?!type\b)[^;]*? from '(\.[^']+)'/gm
  for (const name of reached) {
    for (const [, from = ''] of (sources.get(name) ?? '').matchAll(statically)) {
      reached.add(path.posix.join(path.posix.dirname(name), from))
    }
  }
  const inRoom = (room: string) => [...reached].filter((name) => name.startsWith(`${room}/`)).sort()
  expect(inRoom('client').length).toBeGreaterThan(5)
  expect(inRoom('attempt')).toEqual(['attempt/attemptKey.ts'])
  expect(inRoom('provider')).toEqual([
    'provider/createProviderRegistry.ts',
    'provider/fallbackEntry.ts',
    'provider/isSameMethod.ts',
    'provider/selectionOf.ts',
  ])
  expect(inRoom('status')).toEqual(['status/createGuardedStore.ts', 'status/createStatusReading.ts'])
  expect([...inRoom('flow'), ...inRoom('messages')]).toEqual([])
  expect(reached).not.toContain('createOrderDesk.ts')
})

test('without a browser a checkout can be made and can load its list', async () => {
  expect(typeof document).toBe('undefined')
  const { baseUrl } = await startShopProxy(json(methodList()))
  const provider = core.defineProvider({
    ...createScriptedProvider(),
    isAvailable: () => Promise.reject(new Error('there is no browser to ask')),
  })
  const checkout = core.createCheckout({ baseUrl, providers: [provider] })
  onTestFinished(() => checkout.close())
  expect((await checkout.loadMethodList()).methods).toEqual([listedMethod()])
})
