// One address of each kind of page, for what need not be looked at on every page of a kind.
import { readSitemap } from "../http/sitemap.mjs";

const starts = {
  audience: "/for/", municipality: "/kommuner/", profile: "/profiler/exempel", story: "/las/", comparison: "/jamfor/", campaign: "/kampanj/", page: "/om/",
};

/** { home, audience, …: path }; what comes and goes is found in the sitemap. */
export async function pageTypes(origin) {
  const listed = (await readSitemap(origin)).map(({ path }) => path);
  const found = Object.entries(starts).map(([type, start]) => [type, listed.find((path) => path.startsWith(start))]);
  const missing = found.filter(([, path]) => !path).map(([type]) => type);
  if (missing.length) throw new Error(`the sitemap lists no ${missing.join(", no ")}`);
  return {
    home: "/", ...Object.fromEntries(found), profiles: "/profiler", choice: "/jamfor", pair: "/jamfor/orebro/stockholm",
    search: "/sok?q=kumla", lost: "/finns-inte", english: "/en/",
  };
}
