import { render } from '@testing-library/react'
import { createElement, version } from 'react'
import { version as rendererVersion } from 'react-dom'
import { expect, test } from 'vitest'

test('the component tests in a browser run on the React that their project is named for, renderer included', () => {
  const { REACT_MAJOR } = import.meta.env
  expect([version, rendererVersion].map((text) => text.split('.')[0])).toEqual([REACT_MAJOR, REACT_MAJOR])
  // An element of another React than the renderer's is refused.
  expect(render(createElement('p', null, 'drawn')).container).toHaveTextContent('drawn')
})
