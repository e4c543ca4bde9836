/** What a connection to PostgreSQL is made with. */
export interface NameSpaceOptions {
  connectionString: string
  options: string
}

/**
 * A process that is lost in the middle of a transaction, with its machine or its network, would hold its locks until TCP gives up: two hours.
 * Between two steps of ours there are milliseconds.
 */
const longestIdle = '-c idle_in_transaction_session_timeout=10000'

/** Joins what the URL sets by `?options=` with the owner's name space: the driver would take the URL's alone, and make the tables elsewhere. */
export function ownNameSpace(url: string, name: string): NameSpaceOptions {
  const [place = '', ...query] = url.split('?')
  const settings = new URLSearchParams(query.join('?'))
  const given = settings.getAll('options')
  settings.delete('options')
  return {
    connectionString: settings.size === 0 ? place : `${place}?${settings}`,
    options: [longestIdle, ...given, `-c search_path=${name}`, '-c application_name=payloom'].join(' '),
  }
}
