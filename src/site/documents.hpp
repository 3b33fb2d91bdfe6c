#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/document_type.hpp"
#include "content/registry.hpp"

namespace smartmove::site {

struct FooterGroup {
  std::string heading;
  std::vector<content::Link> links;
};
BOOST_DESCRIBE_STRUCT(FooterGroup, (), (heading, links))

struct Notice {
  std::string title;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (title, text))

/// The body of `site/site`: what surrounds every page. No page of its own.
struct Site {
  std::string title;
  std::string tagline;
  std::string description;
  std::string notice;                       ///< what the site is and is not, on every page
  std::optional<std::string> notice_short;  ///< the same in a word or two, on cards
  std::string publisher;
  std::vector<content::Link> navigation;
  std::vector<FooterGroup> footer;
  Notice not_found;
  Notice error;
};
BOOST_DESCRIBE_STRUCT(Site, (),
                      (title, tagline, description, notice, notice_short, publisher, navigation, footer, not_found,
                       error))

/// The body of `home/home`: the front page.
struct Home {
  std::string title;
  std::string description;
  std::string headline;
  content::RichText lead;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Home, (), (title, description, headline, lead, blocks))

/// The body of a `page`: anything that needs no type of its own.
struct PlainPage {
  std::string title;
  std::string description;
  std::optional<content::RichText> lead;
  std::optional<content::RichText> text;
  std::vector<content::AudienceRef> audiences;  ///< whom it speaks to; empty: everybody
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(PlainPage, (), (title, description, lead, text, audiences, blocks))

/// The document types `site`, `home` and `page`.
content::Contribution contribution();

}  // namespace smartmove::site
