import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import type { WebKitFiles } from './openWebKit.ts'

/** The browsers beside Chromium that the cells are written for. */
export const smokeBrowsers = ['firefox', 'webkit'] as const

/** One of {@link smokeBrowsers}. */
export type SmokeBrowserName = (typeof smokeBrowsers)[number]

/** Where Firefox is installed; `undefined` where it is not. */
export function findFirefox(): string | undefined {
  return findProgram('firefox-esr') ?? findProgram('firefox')
}

/** Where WebKitGTK's driver, its small browser and a screen for it are installed; `undefined` where one is not. */
export function findWebKit(): WebKitFiles | undefined {
  const driver = findProgram('WebKitWebDriver')
  const xvfb = findProgram('Xvfb')
  const [miniBrowser] = globSync('/usr/lib/{*/,}webkit2gtk-4.1/MiniBrowser')
  return driver && xvfb && miniBrowser ? { driver, xvfb, miniBrowser } : undefined
}

/** Whether a browser is here. */
export function isBrowserHere(name: SmokeBrowserName): boolean {
  return (name === 'firefox' ? findFirefox() : findWebKit()) !== undefined
}

function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
}
