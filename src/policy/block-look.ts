/**
 * What the answer to a blocked query is: the name has nothing of this kind (`nodata`); there is no such name; the address of this box, which shows
 * why; an address where nobody is; or no answer. None of them changes what is blocked.
 */
export type BlockLook = 'nodata' | 'nxdomain' | 'page' | 'null' | 'refused'

/** The look of a group's blocks, and of those by a rule about one of these categories. */
export interface BlockLooks {
  readonly look: BlockLook
  readonly categories?: Readonly<Record<string, BlockLook>>
}
