/** Whether a path is one of the shop's pages; everything else that is no file is answered 404. */
export function isPage(path: string): boolean {
  return /^\/(?:cart|account|checkout|checkout\/pending|checkout\/return|(?:office\/)?orders\/[A-Za-z0-9._~-]{1,128}|orders\/[A-Za-z0-9._~-]{1,128}\/pay|office)?$/.test(
    path,
  )
}
