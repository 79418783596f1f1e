/** Names the schemas of this build (build/schemas-digest.ts); put in its place by the build. */
declare const SCHEMAS_DIGEST: string;
