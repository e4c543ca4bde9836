import { expect, test } from 'vitest'
import { addressGroup } from './addressGroup.ts'
import { isLocalAddress } from './isLocalAddress.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['203.0.113.7:443', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('limits count %s as %s (F11)', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})

test.each(['', 'unknown', '1.2.3', '999.1.1.1', '2001:db8:::1', 'x'.repeat(10_000), undefined])(
  '%s is no address',
  (text) => {
    expect(addressGroup(text)).toBeUndefined()
  },
)

test('the machine itself and private networks are where a shop’s own proxy stands', () => {
  const local = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.1.1', '100.64.0.1']
  for (const address of [...local, '::1', '::ffff:10.0.0.1', 'fd00::1', 'fe80::1%eth0']) {
    expect(isLocalAddress(address), address).toBe(true)
  }
  for (const address of ['203.0.113.7', '172.32.0.1', '100.128.0.1', '::ffff:203.0.113.7', '2001:db8::1']) {
    expect(isLocalAddress(address), address).toBe(false)
  }
})
