/** What stands at the URLs of a company, for the browser that runs the tests. */
export interface ScriptNetwork {
  /** Answers a URL; a `*` at its end stands for whatever follows. @param contentType @default JavaScript */
  serve(url: string, body: string, contentType?: string): Promise<void>
  /** Answers this URL with 404. */
  fail404(url: string): Promise<void>
  /** Takes requests and says nothing, until the URL is answered otherwise. */
  hang(url: string): Promise<void>
  /** Answers with a program that is not the company's. */
  junk(url: string): Promise<void>
  /** URLs outside this machine that were asked for and that nobody answers. */
  unserved(): Promise<string[]>
  /** Takes every answer back. */
  restore(): Promise<void>
}
