import ipaddr from 'ipaddr.js'
import { expect, it } from 'vitest'
import { addressBytes } from '../../src/dns/address.ts'

it.each([
  '192.0.2.1',
  '0.0.0.0',
  '255.255.255.255',
  '::',
  '::1',
  '1::',
  '2001:db8::1',
  '2001:db8:0:1:2:3:4:5',
  'fe80::a:b:c:d',
  'fd00::',
  'FD00::ABCD',
])('writes %s in bytes as any other program does', (text) => {
  expect([...addressBytes(text)!]).toEqual(ipaddr.parse(text).toByteArray())
})

it('leaves the zone of an address out', () => {
  expect([...addressBytes('fe80::1%eth0')!]).toEqual(ipaddr.parse('fe80::1').toByteArray())
})

it.each(['', 'rooster.example', '192.0.2', '1.2.3.4.5'])('knows no address %j', (text) => {
  expect(addressBytes(text)).toBeUndefined()
})
