import type { Role } from '../../src/app/app.ts'
import type { IconName } from '../views/icon.tsx'

/** Who may use a route: everyone on the network, or people who hold one of these roles. */
export type Access = 'everyone' | readonly Role[]

/** A route's place in the menu. The label is a key of the wording. */
export interface Tab {
  readonly label:
    | 'now'
    | 'attempts'
    | 'today'
    | 'groups'
    | 'classes'
    | 'devices'
    | 'timetable'
    | 'lists'
    | 'why'
    | 'people'
    | 'week'
    | 'blocks'
    | 'rules'
    | 'platforms'
    | 'changes'
    | 'tokens'
    | 'box'
    | 'officer'
    | 'inbox'
    | 'measures'
    | 'register'
    | 'exclusions'
    | 'incidents'
    | 'openings'
    | 'emergency'
    | 'events'
    | 'audit'
    | 'board'
  readonly icon: IconName
  /** It is in the menu only where the box belongs to a board. */
  readonly ofBoard?: true
  /** It is in the menu only of who has an account: a substitute on a day pass has none. */
  readonly onAccount?: true
  /** The heading it stands under, in a menu that is too long for one list. */
  readonly section?: 'acting' | 'agreements' | 'school'
}

/** One row of the access table. */
export interface Route {
  readonly route: string
  readonly who: Access
  readonly tab?: Tab
}

/** Who may use most of what pages do. */
export const coordinator: Access = ['coordinator']
export const director: Access = ['director']
export const inClass: Access = ['teacher', 'director']
export const office: Access = ['director', 'coordinator']
export const school: Access = ['coordinator', 'teacher', 'director']
