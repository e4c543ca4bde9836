import { cloneElement, createElement, type ReactElement } from 'react'
import type { PartAttributes, PartProps, PartState } from './PartProps.ts'

/** Draws a part's element, or what the shop gave as `render`. */
export function drawPart(
  tag: string,
  attributes: PartAttributes,
  { className, style, render }: PartProps,
  state: PartState = {},
): ReactElement {
  const own: PartAttributes = {
    ...attributes,
    ...dataOf(state),
    ...given('className', joinClasses(attributes.className, className)),
    ...given('style', style),
  }
  if (typeof render === 'function') return render(own, state)
  return render ? cloneElement(render, merge(own, render.props)) : createElement(tag, own)
}

function dataOf(state: PartState): Record<string, string> {
  const data = Object.entries(state).filter(([, value]) => value !== undefined && value !== false)
  return Object.fromEntries(data.map(([key, value]) => [`data-${key}`, String(value)]))
}

function merge(own: PartAttributes, theirs: PartAttributes): PartAttributes {
  const merged: Record<string, unknown> = { ...own, ...theirs }
  for (const [key, ours] of Object.entries(own)) {
    const other: unknown = theirs[key as keyof PartAttributes]
    if (isHandler(ours) && isHandler(other)) {
      merged[key] = (event: unknown) => {
        other(event)
        ours(event)
      }
    }
  }
  return {
    ...merged,
    ...given('className', joinClasses(own.className, theirs.className)),
    ...given('style', (own.style || theirs.style) && { ...own.style, ...theirs.style }),
  }
}

function isHandler(value: unknown): value is (event: unknown) => void {
  return typeof value === 'function'
}

function joinClasses(...names: (string | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}

function given(key: 'className' | 'style', value: unknown): PartAttributes {
  return value === undefined ? {} : { [key]: value }
}
