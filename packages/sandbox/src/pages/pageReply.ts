import type { Reply } from '../http/reply.ts'
import { type Html, html } from './html.ts'

/** One page of the company. */
export interface Page {
  title: string
  body: Html
  /** @default 200 */
  status?: number
  /** Origin that a form of the page leads to, beside the company itself; redirects of its answer count too. */
  formOrigin?: string
  /** Path of the one script that the page runs. @default none */
  script?: string
}

/** Answers a page under a policy that allows what this page needs and nothing else. */
export function pageReply({ title, body, status = 200, formOrigin, script }: Page): Reply {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ...(script === undefined ? [] : ["script-src 'self'"]),
    "base-uri 'none'",
    `form-action 'self'${formOrigin === undefined ? '' : ` ${formOrigin}`}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  const run = script === undefined ? html`` : html`<script type="module" src="${script}"></script>`
  const { text } = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Sandbox Company</title>
    <link rel="icon" href="/assets/icon.svg">
    <link rel="stylesheet" href="/assets/theme.css">
    <link rel="stylesheet" href="/assets/page.css">
    ${run}
  </head>
  <body>
    ${body}
  </body>
</html>
`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    // Without its own origin in the header a form of the page would not be known as the company's (Fetch, "append a
    // request Origin header"); the code in the address still goes nowhere else.
    'referrer-policy': 'same-origin',
  }
  return { status, headers, body: text }
}
