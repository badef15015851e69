import { expect, test } from 'vitest'
import { isAllowedAddress } from './address-guard'

test.each([
  ['203.0.113.7', true, true],
  ['2001:db8::7', true, true],
  ['127.0.0.1', false, true],
  ['10.1.2.3', false, true],
  ['172.31.255.255', false, true],
  ['172.32.0.1', true, true],
  ['192.168.0.1', false, true],
  ['100.64.0.1', false, true],
  ['::1', false, true],
  ['fd12::1', false, true],
  ['169.254.169.254', false, false],
  ['fe80::1', false, false],
  ['0.0.0.0', false, false],
  ['::', false, false],
  ['224.0.0.1', false, false],
  ['fd00:ec2::254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['::ffff:a9fe:a9fe', false, false],
  ['::ffff:127.0.0.1', false, true],
  ['64:ff9b::a9fe:a9fe', false, false],
  ['2002:a9fe:a9fe::1', false, false],
  ['2002:7f00:1::1', false, true],
  ['not an address', false, false],
])('%s: with private networks closed %s, open %s', (address, closed, open) => {
  expect(isAllowedAddress(address, false)).toBe(closed)
  expect(isAllowedAddress(address, true)).toBe(open)
})
