// Bundles the editor into dist/, which the program embeds. With --tests it bundles the tests into dist-test/ for node.
import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";

const tests = process.argv.includes("--tests");
if (tests) {
  rmSync("dist-test", { recursive: true, force: true });
  await build({
    entryPoints: readdirSync("test").filter((f) => f.endsWith(".test.ts")).map((f) => `test/${f}`),
    outdir: "dist-test", outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", target: "node20",
    external: ["jsdom", "node:*"], sourcemap: "inline", logLevel: "warning",
  });
} else {
  await build({
    entryPoints: ["src/editor.ts", "src/editor.css", ...(readdirSync("src/stage").includes("frame.ts") ? ["src/stage/frame.ts"] : [])],
    outdir: "dist", entryNames: "[name]", bundle: true, minify: true, format: "esm", target: "es2023", legalComments: "eof",
    charset: "utf8", logLevel: "warning",
  });
}
