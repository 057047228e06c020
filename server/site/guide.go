package site

import (
	"netanswer/shared/wire"
	"netanswer/web"
)

// showsUs says whether the guide's pictures show this brand's site. Those of another would confuse: then the steps are told
// in words alone.
func (s *Site) showsUs() bool { return s.guide.Card == s.Brand.Card.JA }

// shot is a picture of the guide in the visitor's language: view is pc or phone.
func (s *Site) shot(v *visit, view, step string) (wire.Picture, bool) {
	p, ok := s.guide.Files[view+"-"+step+"-"+string(v.lang)+".png"]
	return wirePicture(p), ok && s.showsUs()
}

func wirePicture(p web.Picture) wire.Picture {
	return wire.Picture{Path: p.Path, Width: p.Width, Height: p.Height}
}

func (s *Site) guideIndex(v *visit) (d wire.Guide, err error) {
	if p, ok := s.shot(v, "pc", wire.GuideSteps[0]); ok {
		d.PC = &p
	}
	if p, ok := s.shot(v, "phone", wire.GuideSteps[0]); ok {
		d.Phone = &p
	}
	return d, nil
}

// guidePage is the guide for a view: all its pictures or none.
func (s *Site) guidePage(view string) loader[wire.GuidePage] {
	return func(v *visit) (wire.GuidePage, error) {
		var d wire.GuidePage
		for _, step := range wire.GuideSteps {
			p, ok := s.shot(v, view, step)
			if !ok {
				return wire.GuidePage{}, nil
			}
			d.Pictures = append(d.Pictures, p)
		}
		if f, ok := s.guide.Files[view+"-film-"+string(v.lang)+".webm"]; ok {
			d.Film = &wire.Film{Picture: wirePicture(f), Seconds: f.Length, MP4: s.guide.Files[view+"-film-"+string(v.lang)+".mp4"].Path}
		}
		return d, nil
	}
}
