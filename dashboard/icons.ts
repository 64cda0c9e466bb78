import { createHash } from 'node:crypto'

// No imports of our own: scripts/assets.mjs, which runs as it is, makes the sprite of this file.

/** The drawings there are, each as paths on a field of 24 by 24. */
const shapes = {
  clock: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z', 'M12 7.5V12l3 2'],
  grate: [
    'M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v11a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17.5Z',
    'M9 4v16',
    'M15 4v16',
  ],
  sun: [
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
    'M12 2.5v2',
    'M12 19.5v2',
    'M2.5 12h2',
    'M19.5 12h2',
    'm5.3 5.3 1.4 1.4',
    'm17.3 17.3 1.4 1.4',
    'm5.3 18.7 1.4-1.4',
    'm17.3 6.7 1.4-1.4',
  ],
  question: [
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
    'M9.6 9.4a2.5 2.5 0 0 1 4.9.7c0 1.7-2.5 2.1-2.5 3.7',
    'M12 17h.01',
  ],
  device: [
    'M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5V15H3Z',
    'M2 18h11',
    'M17.5 9h2A1.5 1.5 0 0 1 21 10.5v7a1.5 1.5 0 0 1-1.5 1.5h-2a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 17.5 9Z',
  ],
  class: ['M3 5h18v11H3Z', 'M12 16v4', 'm8 20 4-2.5 4 2.5', 'M7 9h6'],
  group: ['M12 3 3 8l9 5 9-5Z', 'm3 12.5 9 5 9-5', 'm3 16.5 9 5 9-5'],
  calendar: [
    'M5 5h14a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V6.5A1.5 1.5 0 0 1 5 5Z',
    'M3.5 10h17',
    'M8 3v4',
    'M16 3v4',
    'M8 14h3',
    'M13 17h3',
  ],
  book: ['M5 4.5h11a3 3 0 0 1 3 3V20H8a3 3 0 0 1-3-3Z', 'M5 17a3 3 0 0 1 3-3h11', 'M9 8.500h6'],
  apps: ['M4 4h6v6H4Z', 'M14 4h6v6h-6Z', 'M4 14h6v6H4Z', 'M17 14v6', 'M14 17h6'],
  box: ['M4 8.500 12 4l8 4.500v7L12 20l-8-4.500Z', 'm4 8.500 8 4.500 8-4.500', 'M12 13v7'],
  up: ['M12 19V5', 'm6 11 6-6 6 6'],
  down: ['M12 5v14', 'm6 13 6 6 6-6'],
  edit: ['M4 20h4L19 9l-4-4L4 16Z', 'm13 7 4 4'],
  list: ['M9 6h11', 'M9 12h11', 'M9 18h11', 'M4.5 6h.01', 'M4.5 12h.01', 'M4.5 18h.01'],
  person: ['M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z', 'M4.5 20.5c.6-3.700 3.700-6 7.5-6s6.900 2.300 7.5 6'],
  chart: ['M4 20h16', 'M7 16v-4', 'M12 16V6', 'M17 16v-7'],
  more: ['M5 12h.01', 'M12 12h.01', 'M19 12h.01'],
  lock: ['M6 11h12v9H6Z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  open: ['M6 11h12v9H6Z', 'M8.5 11V8a3.5 3.5 0 0 1 6.600-1.600'],
  undo: ['M9 8H4V3', 'M4.5 8a8.5 8.5 0 1 1-.9 6'],
  out: ['M14 4h4.5A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5H14', 'M4 12h11', 'm11.5 8.5 3.5 3.5-3.5 3.5'],
  search: ['M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z', 'm16 16 4 4'],
  pause: ['M9 5v14', 'M15 5v14'],
  play: ['M7 5v14l12-7Z'],
  plus: ['M12 5v14', 'M5 12h14'],
  bin: ['M4 7h16', 'M9.5 7V4.5h5V7', 'm6 7 1 13h10l1-13'],
  phone: [
    'M8 2.5h8A1.5 1.5 0 0 1 17.5 4v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.500 20V4A1.5 1.5 0 0 1 8 2.500Z',
    'M11 18.5h2',
  ],
  pass: ['M4 4h6v6H4Z', 'M14 4h6v6h-6Z', 'M4 14h6v6H4Z', 'M14 14h2.500v2.500H14Z', 'M20 14v6h-3'],
  target: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z', 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z', 'M12 12h.01'],
  plug: ['M9 3v5', 'M15 3v5', 'M6 8h12v3a6 6 0 0 1-12 0Z', 'M12 17v4'],
  warning: ['M12 4 2.5 20h19Z', 'M12 10v4.5', 'M12 17.5h.01'],
  check: ['m4.5 12.5 5 5 10-11'],
  refresh: ['M20 5v5h-5', 'M19.5 10A8 8 0 1 0 20 14'],
} as const

/** The names of the drawings there are. */
export type IconName = keyof typeof shapes

/** All drawings in one file: what `/assets/icons.svg` is, as text. */
export const iconSprite = `<svg xmlns="http://www.w3.org/2000/svg">${Object.entries(shapes)
  .map(
    ([name, paths]) =>
      `<symbol id="${name}" viewBox="0 0 24 24">${paths.map((path) => `<path d="${path}"/>`).join('')}</symbol>`,
  )
  .join('')}</svg>\n`

/** The address of a drawing. As long as no drawing changes a browser has them all at the first. */
export const iconAddress = (name: IconName): string => `/assets/icons.svg?v=${version}#${name}`

const version = createHash('sha256').update(iconSprite).digest('base64url').slice(0, 12)
