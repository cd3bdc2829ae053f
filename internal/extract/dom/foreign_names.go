package dom

import "github.com/dragoman-l10n/dragoman/internal/ascii"

var xlinkAttrs = map[string]bool{
	"actuate": true, "arcrole": true, "href": true, "role": true, "show": true, "title": true, "type": true,
}

// svgNames are the SVG elements whose names are not in lower case, by their names in lower case.
var svgNames = byLower(`altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend
	feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
	feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
	feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient
	radialGradient textPath`)

// svgAttrs are the SVG attributes whose names are not in lower case.
var svgAttrs = byLower(`attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant
	edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines
	keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves
	pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha
	preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures
	specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
	tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan`)

func byLower(names string) map[string]string {
	m := map[string]string{}
	for n := range ascii.Fields(names) {
		m[ascii.ToLower(n)] = n
	}
	return m
}
