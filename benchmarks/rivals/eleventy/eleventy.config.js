// The same content as our site with the smallest template: title, body, list of quotations.
export default function (config) {
  config.addGlobalData("layout", "page.njk");
  config.setQuietMode(true);
  return {
    dir: { input: "content", includes: "../_includes", output: "site" },
    templateFormats: ["md"],
    markdownTemplateEngine: false,
  };
}
