/** What is compared: two versions of an add-on, or one and its folder. */
export interface Sides {
  readonly id: string;
  readonly from: string;
  /** Undefined for the folder. */
  readonly to: string | undefined;
}
