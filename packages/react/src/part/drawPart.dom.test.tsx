import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { drawPart } from './drawPart.ts'
import type { PartProps } from './PartProps.ts'

const calls: string[] = []

function Part(part: PartProps) {
  const attributes = { className: 'payloom-part', children: 'Press', onClick: () => calls.push('ours') }
  return drawPart('button', attributes, part, { selected: true, busy: false, state: 'ready' })
}

test('a part is an element of its own, with its states as data and the shop’s class and style', () => {
  render(<Part className="mine" style={{ color: 'red' }} />)
  const button = screen.getByRole('button', { name: 'Press' })
  expect(button).toHaveClass('payloom-part', 'mine')
  expect(button).toHaveStyle({ color: 'rgb(255, 0, 0)' })
  expect(Object.fromEntries(Object.entries(button.dataset))).toEqual({ selected: 'true', state: 'ready' })
})

test('an element given as render takes over: its own attributes win, classes, styles and handlers add up', async () => {
  calls.length = 0
  const theirs = (
    <button type="button" className="link" style={{ margin: 1 }} onClick={() => calls.push('theirs')}>
      Go
    </button>
  )
  render(<Part className="mine" style={{ padding: 2 }} render={theirs} />)
  const link = screen.getByText('Go')
  expect(link).toHaveClass('payloom-part', 'mine', 'link')
  expect(link).toHaveStyle({ margin: '1px', padding: '2px' })
  expect(link).toHaveAttribute('data-selected', 'true')
  await userEvent.click(link)
  expect(calls).toEqual(['theirs', 'ours'])
})

test('an element without children of its own keeps the part’s', () => {
  render(<Part render={<strong />} />)
  expect(screen.getByText('Press', { selector: 'strong' })).toBeInTheDocument()
})

test('a function given as render is told the attributes and the state', () => {
  render(<Part render={({ children }, { state }) => <p>{`${String(children)} when ${String(state)}`}</p>} />)
  expect(screen.getByText('Press when ready')).toBeInTheDocument()
})
