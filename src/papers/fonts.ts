import { existsSync, readFileSync } from 'node:fs'

/** The faces of {@link pdfOf}'s papers, as TrueType files. */
export const faces = { plain: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const
export type Face = keyof typeof faces

/** A font file's bytes. Throws where the build left it out. */
export const fontFile = (face: Face): Buffer => readFileSync(new URL(faces[face], folder()))

/** Beside the program where it is built, in the package where it runs from its sources. */
function folder(): URL {
  const built = new URL('./fonts/', import.meta.url)
  return existsSync(built) ? built : new URL('../../node_modules/dejavu-fonts-ttf/ttf/', import.meta.url)
}
