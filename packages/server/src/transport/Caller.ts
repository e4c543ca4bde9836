/** What a carrier knows of who is calling, beside the request. */
export interface Caller {
  /** The IP address of the browser, or of the proxy nearest to it that nobody could forge. Absent: no limit by address holds. */
  address?: string | undefined
}
