import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { findBroker } from './findBroker.ts'

const run = promisify(execFile)
const target = path.join(import.meta.dirname, '..', '..', '.toolchain', 'rabbitmq')

/** Debian's RabbitMQ and what of Erlang it depends on: 34 MB. */
const erlang =
  'asn1 base crypto eldap ftp inets mnesia os-mon parsetools public-key runtime-tools snmp ssl syntax-tools tftp tools xmerl'
const packages = ['rabbitmq-server', ...erlang.split(' ').map((name) => `erlang-${name}`)]

/** Debian's own knows one place only; this one finds itself, wherever the repository lies. */
const launcher = `#!/bin/sh
ROOTDIR=$(dirname "$(dirname "$(readlink -f "$0")")")
BINDIR=$(echo "$ROOTDIR"/erts-*/bin)
EMU=beam
PROGNAME=erl
export ROOTDIR BINDIR EMU PROGNAME
exec "$BINDIR/erlexec" "$@"
`

/**
 * Unpacks a RabbitMQ below `.toolchain` where none is installed and Debian's packages can be had; nothing is installed, and nothing needs
 * root. On other machines it does nothing.
 *
 * @returns whether there is a RabbitMQ now.
 */
export async function fetchBroker(): Promise<boolean> {
  if (findBroker()) return true
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync('/etc/debian_version'))
    return false
  const part = `${target}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(path.join(part, 'debs'), { recursive: true })
  try {
    const debs = path.join(part, 'debs')
    const own = privateApt(part)
    await run('apt-get', ['update', '-qq', ...own], { timeout: 120_000 })
    await run('apt-get', ['download', '-qq', ...own, ...packages], { cwd: debs, timeout: 120_000 })
    for (const deb of readdirSync(debs)) await run('dpkg', ['-x', path.join(debs, deb), part])
    for (const name of ['debs', 'lists', 'cache']) rmSync(path.join(part, name), { recursive: true })
    const erl = path.join(part, 'usr/lib/erlang/bin/erl')
    writeFileSync(erl, launcher)
    chmodSync(erl, 0o755)
    // Tells at once whether the libraries that it needs are here.
    await run(erl, ['-noshell', '-eval', 'halt().'], { timeout: 20_000 })
    rmSync(target, { recursive: true, force: true })
    renameSync(part, target)
  } catch {
    rmSync(part, { recursive: true, force: true })
  }
  return findBroker() !== undefined
}

/** Lists of packages of our own: the machine's may be old or missing, and are root's to bring up to date. */
function privateApt(directory: string): string[] {
  const lists = path.join(directory, 'lists')
  const cache = path.join(directory, 'cache')
  mkdirSync(path.join(lists, 'partial'), { recursive: true })
  mkdirSync(path.join(cache, 'archives', 'partial'), { recursive: true })
  const settings = [
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${cache}`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=',
  ]
  return settings.flatMap((setting) => ['-o', setting])
}
