import { describe, expect, it } from 'vitest'
import { canonicalAddress, parseCidr } from '../../src/clients/address.ts'

describe('an address in its one form', () => {
  it.each([
    ['an IPv4 address', '10.1.2.3', '10.1.2.3'],
    ['one with blanks around it', ' 10.1.2.3 ', '10.1.2.3'],
    ['one mapped into IPv6, as a socket shows it', '::ffff:10.1.2.3', '10.1.2.3'],
    ['the same in hexadecimal', '::FFFF:0A01:0203', '10.1.2.3'],
    ['an IPv6 address written out', '2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['a link-local one with its zone', 'fe80::1%eth0', 'fe80::1'],
    ['the unspecified ones', '::', '::'],
    ['the loopback', '::1', '::1'],
  ])('%s', (_, text, expected) => expect(canonicalAddress(text)).toBe(expected))

  it.each([
    ['a short form', '10.1.0'],
    ['two parts', '127.1'],
    ['a number', '2130706433'],
    ['an octal part', '010.1.2.3'],
    ['a hexadecimal part', '0x7f.0.0.1'],
    ['a hexadecimal number', '0x7f000001'],
    ['a part too high', '10.1.2.256'],
    ['five parts', '10.1.2.3.4'],
    ['an end too many', '10.1.2.3.'],
    ['a short form mapped into IPv6', '::ffff:10.1'],
    ['two gaps', '1::2::3'],
    ['a name', 'localhost'],
    ['a network', '10.0.0.0/8'],
    ['a port', '10.1.2.3:53'],
    ['nothing', ''],
  ])('%s is none: %s', (_, text) => expect(canonicalAddress(text)).toBeUndefined())
})

describe('a network', () => {
  it.each([
    ['of 65,536 addresses', '10.1.0.0/16', '10.1.0.0/16', 16],
    ['of all', '0.0.0.0/0', '0.0.0.0/0', 0],
    ['of one address', '10.1.2.3', '10.1.2.3/32', 32],
    ['of one IPv6 address', 'fd00::1', 'fd00::1/128', 128],
    ['of IPv6', 'FD00:0::/8', 'fd00::/8', 8],
  ])('%s: %s', (_, text, expected, bits) => expect(parseCidr(text)).toMatchObject({ text: expected, bits }))

  it.each([
    ['host bits that are not zero', '10.1.2.3/16'],
    ['more bits than there are', '10.0.0.0/33'],
    ['more bits than IPv6 has', 'fd00::/129'],
    ['no bits behind the slash', '10.0.0.0/'],
    ['a mask', '10.0.0.0/255.0.0.0'],
    ['two slashes', '10.0.0.0/8/8'],
    ['a negative length', '10.0.0.0/-8'],
    ['a short form', '10.1.0/24'],
    ['a shorter one', '10/8'],
    ['a name', 'school/8'],
    ['nothing', ''],
  ])('is refused with %s: %s', (_, text) => expect(parseCidr(text)).toBeUndefined())

  it.each([
    ['the first', '10.1.0.0', true],
    ['the last', '10.1.255.255', true],
    ['one before', '10.0.255.255', false],
    ['one behind', '10.2.0.0', false],
    ['one of the other family', '::ffff', false],
  ])('10.1.0.0/16 and %s of its addresses', (_, address, expected) => {
    expect(parseCidr('10.1.0.0/16')!.contains(address)).toBe(expected)
  })

  it('of IPv6 does not hold an IPv4 address', () => {
    expect(parseCidr('::/0')!.contains('10.1.2.3')).toBe(false)
    expect(parseCidr('fd00::/8')!.contains('fdff::1')).toBe(true)
  })
})
