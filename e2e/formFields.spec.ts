import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'

/** The page's own code for leaving, as a browser takes it. */
const source = new URL('../packages/core/src/flow/leavePage.ts', import.meta.url)

interface Field {
  name: string
  value: string
}

/** A company that writes down the forms that arrive. */
async function openCompany() {
  const forms: { body: string; type: string | undefined }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1')
      if (request.method === 'POST') forms.push({ body, type: request.headers['content-type'] })
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>company</title>')
    })
  })
  return { forms, ...(await listen(server)) }
}

/** A shop whose only page can leave. */
async function openShop() {
  const code = stripTypeScriptTypes(await readFile(source, 'utf8'))
  const page = '<!doctype html><title>checkout</title><base target="_blank">'
  const server = createServer((request, response) => {
    const isCode = request.url === '/leavePage.js'
    response.writeHead(200, { 'content-type': isCode ? 'text/javascript' : 'text/html; charset=iso-8859-1' })
    response.end(isCode ? code : page)
  })
  return listen(server)
}

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

const hidden = [
  'submit',
  'action',
  'method',
  'target',
  'append',
  'elements',
  'remove',
  'hidden',
  'length',
  '0',
]
const inherited = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'nodeName']
const values = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'"&<>=+%#?;,\\/`,
  '&amp;&#39;&lt;',
  ' a space before and after ',
  '',
  '\ttabs\tand\0nothing',
  'Überweisung 💳 漢字 \u202eRTL\u200b',
  '\ufeffmark',
  '100%25+1',
  'x'.repeat(10_000),
]
const odd = [...hidden, ...inherited, 'é💳', 'a b&c=d', '<b>', '"'].flatMap((name): Field[] =>
  values.map((value) => ({ name, value })),
)
const many = Array.from({ length: 1_000 }, (_, index) => odd[index % odd.length] as Field)

for (const [what, fields] of [
  ['of 1,000 fields, names of a form’s own parts and duplicates among them, and HTML in the values', many],
  ['whose lines end in all ways, as every form sends them', [{ name: 'a', value: '1\n2\r\n3\r4' }]],
  ['with halves of characters, which no form can send', [{ name: 'a', value: '\ud83d|\udcb3' }]],
] as const) {
  test(`what arrives at a company of a form ${what}, is exactly that, in its order (C9)`, async ({
    page,
  }) => {
    const company = await openCompany()
    const shop = await openShop()
    const dialogs: string[] = []
    page.on('dialog', (dialog) => dialogs.push(dialog.message()))
    await page.goto(shop.url)
    // As the code of the page does it; what is sent as JSON keeps halves of characters too.
    await page.evaluate(
      async ([url, json, path]) => {
        const { leavePage } = await import(path)
        leavePage({ url, method: 'POST', fields: JSON.parse(json) }, { document, location })
      },
      [`${company.url}/pay?a=1`, JSON.stringify(fields), '/leavePage.js'] as const,
    )
    await expect(page).toHaveTitle('company')
    expect(company.forms).toHaveLength(1)
    expect(company.forms[0]?.type).toBe('application/x-www-form-urlencoded')
    const sent = fields.map(({ value, ...field }): Field => ({ ...field, value: asSent(value) }))
    expect(read(company.forms[0]?.body ?? '')).toEqual(sent)
    expect(dialogs).toEqual([])
    await Promise.all([company.close(), shop.close()])
  })
}

function read(body: string): Field[] {
  return [...new URLSearchParams(body)].map(([name, value]) => ({ name, value }))
}

/** What the HTML standard makes of a value in any form. */
function asSent(value: string): string {
  return value.replace(/\r\n|\r|\n/g, '\r\n').toWellFormed()
}
