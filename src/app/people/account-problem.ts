/** Why an account, a password or a one-time link was refused. */
export type AccountProblem =
  | 'link-invalid'
  | 'login-taken'
  | 'login-bad'
  | 'name-missing'
  | 'password-short'
  | 'no-role'
  | 'unknown-class'
  | 'last-coordinator'
  | 'not-allowed'
  | 'unknown-person'
  | 'too-many-people'
