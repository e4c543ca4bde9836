/** Where a page keeps ids. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Makes a storage that always works: where the browser's is blocked, values live as long as the page.
 *
 * @param openStorage reads the storage at each use: where it is blocked, the getter itself throws.
 */
export function createPageStorage(openStorage: () => PageStorage | undefined): PageStorage {
  const inPage = new Map<string, string>()
  const attempt = <Value>(use: (storage: PageStorage) => Value): Value | undefined => {
    try {
      const storage = openStorage()
      return storage && use(storage)
    } catch {
      return undefined
    }
  }
  return {
    getItem: (key) => inPage.get(key) ?? attempt((storage) => storage.getItem(key)) ?? null,
    setItem(key, value) {
      const isKept = attempt((storage) => {
        storage.setItem(key, value)
        return true
      })
      // What the storage took is read from there: another checkout of the page may have changed it.
      if (isKept) inPage.delete(key)
      else inPage.set(key, value)
    },
    removeItem(key) {
      inPage.delete(key)
      attempt((storage) => storage.removeItem(key))
    },
  }
}
