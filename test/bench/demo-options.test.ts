import { expect, it } from 'vitest'
import { demoOptions } from '../../bench/demo/options.ts'

it('is a school of 800 devices, a minute a second, from eight o’clock', () => {
  expect(demoOptions([])).toMatchObject({ devices: 800, speed: 60, from: 480, language: 'nl', keep: false })
})

it('takes another school, speed, hour and language', () => {
  const words = '--devices 20 --speed 600 --from 13:05 --preset stichting-som --language en --seed 3 --keep'
  expect(demoOptions(words.split(' '))).toEqual({
    ...{ devices: 20, speed: 600, from: 785, preset: 'stichting-som', language: 'en', seed: 3, keep: true },
  })
})

it.each([
  ['no number of devices', '--devices many', '--devices is "many": it is a whole number from 5 to 5000'],
  ['too few devices', '--devices 4', 'from 5 to 5000'],
  ['too many devices', '--devices 5001', 'from 5 to 5000'],
  ['a clock that stands still', '--speed 0', '--speed is "0": it is a whole number from 1 to 600'],
  ['too fast', '--speed 601', 'from 1 to 600'],
  ['a part of a device', '--devices 7.5', '--devices is "7.5"'],
  ['no time', '--from 24:00', '--from is "24:00": it is a time such as 08:00'],
  ['an unknown preset', '--preset ../../etc', '--preset is one of'],
  ['another language', '--language fy', '--language is nl or en'],
  ['an unknown flag', '--loud', '--loud'],
])('refuses %s', (_, words, says) => {
  expect(() => demoOptions(words.split(' '))).toThrow(says)
})
