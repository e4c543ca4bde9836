import { expect, test } from 'vitest'
import { modelSubject } from './modelProvider.fixture.ts'
import { runCheck } from './runCheck.ts'

test('a script that a check leaves hanging never runs: the next check starts on a page without it', async () => {
  const subject = modelSubject()
  const [method] = subject.methods
  const url = subject.scripts?.[0]?.url
  if (!method || url === undefined) throw new Error('The model has one method and one script.')
  let became: Promise<string> | undefined
  await runCheck(
    {
      name: 'leaves a script hanging',
      async run({ network }) {
        await network.hang(url)
        const tag = document.createElement('script')
        tag.src = url
        became = new Promise((resolve) => {
          tag.addEventListener('load', () => resolve('run'))
          tag.addEventListener('error', () => resolve('not run'))
        })
        document.head.append(tag)
      },
    },
    subject,
    method,
  )
  expect(await became).toBe('not run')
})
