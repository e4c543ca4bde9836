/** What a shopper looks for on a page. */
export type ElementKind = 'button' | 'link' | 'radio' | 'field'

/** Something on a page that can be acted on. */
export interface SmokeElement {
  /** Presses it as a pointer does. @param times 2: a double click */
  click(times?: number): Promise<void>
  /** Types into it, in the place of what is there. */
  type(text: string): Promise<void>
  /** What a field holds now. */
  value(): Promise<string>
}

/** One window of a browser: as little of it as the cells need, so that any way of driving a browser can give it. */
export interface SmokeWindow {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Goes back in the history. */
  back(): Promise<void>
  /** Runs a function in the page; its source is sent, so it sees nothing around it. */
  run<Value>(task: (text: string) => Value | Promise<Value>, text?: string): Promise<Value>
  /**
   * Finds what has a name that matches, and can be acted on now.
   *
   * @param frame part of the address of the frame to look in; without it in the page itself.
   */
  find(kind: ElementKind, name: RegExp, frame?: string): Promise<SmokeElement | undefined>
}

/** A browser that opens windows, each with nothing stored. */
export interface SmokeBrowser {
  /** Opens a window for one test and closes it afterwards. */
  use(test: (window: SmokeWindow) => Promise<void>): Promise<void>
  close(): Promise<void>
}
