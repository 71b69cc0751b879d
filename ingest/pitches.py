"""Sentences by which a site asks its readers to follow, to subscribe, to pay, to consent. They may be long."""

import re

NETWORKS = (
    r"(?:facebook|twitter|x|instagram|linkedin|youtube|telegram|whatsapp|tiktok|threads|mastodon|reddit|pinterest|"
    r"e-?mail|google news|social media|apple news|flipboard|bluesky|vk|вконтакте|телеграм\w*)"
)
_READING = r"(?:story|article|post|piece|essay|newsletter|blog|podcast)"
_PITCHES = (
    rf"(?:follow|like|join|find|connect with|sigue|síguenos|suivez(?:-nous)?|folgen sie|следите)\b.{{0,80}}?"
    rf"\b(?:on|in|en|sur|auf|в)\b.{{0,20}}\b{NETWORKS}\b.*",
    r"(?:for|get|read|to read) (?:all )?(?:the |more )?(?:latest|live|breaking|daily|more|our)\b.{0,120}"
    r"\b(?:app|newsletters?|channel|inbox|google play|app store|phone)\b.*",
    rf"if you (?:like|liked|enjoy|enjoyed|found|have enjoyed)\b.{{0,60}}\b{_READING}\b.{{0,40}}"
    r"\b(?:clap|follow|subscribe|share|consider|please|support|donat|sign|you (?:may|might|will|can))\b.*",
    r"(?:.{0,60}\b(?:click|tap) (?:here|below)|(?:click|tap|join|subscribe to) (?:our|us|on)) to "
    r"(?:join|subscribe|sign|follow|read|download|watch|get|see|print|share)\b.*",
    r"(?:join|subscribe to) our .{0,30}\b(?:channel|group|newsletter|community)\b.*",
    r"(?:don.t|never) miss (?:out|our|a|an|the (?:latest|best)|any)\b.{0,80}"
    r"(?:sign|subscribe|newsletter|letter|inbox|story|update|follow|alert)\b.*",
    r"(?:to )?(?:get|receive) .{3,100}\b(?:in|to) your inbox\b.*",
    r"подпи(?:шитесь|сывайтесь)\b.*|читайте (?:нас|наш).{0,60}",
    r"you have (?:exhausted|reached|used|read)\b.{0,60}\b(?:free|limit|articles|stories)\b.*",
    r"(?:to|please) (?:continue|keep) reading\b.*|already a (?:subscriber|member)\b.*|il vous reste \d+\s?% .*",
    rf"(?:this (?:{_READING}|content)|the rest of this {_READING}) is (?:for|only|reserved|exclusive|available)\b"
    r".{0,40}\b(?:subscribers|members)\b.*",
    r".{0,60}\b(?:reader|listener|viewer)-(?:supported|funded)\b.*",
)
_CONSENT = (
    r"(?:by (?:clicking|continuing|using|browsing|accepting)|(?:with|without) your (?:agreement|consent|permission)|"
    r"(?:we|this (?:web)?site|our (?:web)?site|(?:we|us) and (?:our|its) (?:\d+ )?partners|our partners|necessary|"
    r"wir|diese "
    r"(?:web)?seite|nous|ce site|utilizamos|este sitio|мы|этот сайт|本网站))\b.{0,160}\b(?:cookies?|куки)\b.*",
    r"we and (?:our|\d+) .{0,30}partners\b.*|you can (?:withdraw|change|manage|revoke) your (?:consent|choices?|"
    r"preferences)\b.*",
    r"(?:we value|respecting|about) your privacy\b.*|do you accept .{0,30}cookies.*|this website uses cookies.*|"
    r"(?:your )?privacy (?:is our priority|matters|choices)\b.*",
    r"(?:to (?:view|watch|see|use) .{3,40} )?please (?:enable|turn on|activate) javascript\b.*|"
    r"your e-?mail address will not be published\b.*|"
    r"all comments are moderated\b.*|commenting is .{0,60}|(?:an|the) official website of .{0,80}",
)
_PITCH = re.compile(rf"(?:{'|'.join((*_PITCHES, *_CONSENT))})$", re.I)
_LONGEST = 320  # characters


def is_pitch(line: str) -> bool:
    """Whether a paragraph, on one line, is such a sentence."""
    return len(line) <= _LONGEST and _PITCH.match(line) is not None
