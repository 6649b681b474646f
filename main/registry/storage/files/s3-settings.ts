/** A bucket for the files of a registry. */
export interface BucketSettings {
  readonly bucket: string;
  /** Where in the bucket; empty for all of it. */
  readonly folder: string;
  /** Of the service that speaks S3; Amazon's own otherwise. */
  readonly endpoint?: string | undefined;
  /** The address readers are sent to, where it is another one. */
  readonly publicEndpoint?: string | undefined;
  readonly region: string;
  /** Without one the settings of the machine count (environment, profile, role). */
  readonly accessKey?: string | undefined;
  readonly secret?: string | undefined;
  /** Readers are sent to the bucket by an address for an hour, or get the bytes from this process. */
  readonly downloads: 'redirect' | 'stream';
}
